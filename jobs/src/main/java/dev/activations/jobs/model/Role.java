package dev.activations.jobs.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What part a layer plays in its network, which decides what can be wrong with it. */
public enum Role {
    /** Between input and output. */
    HIDDEN("between input and output: judged by every rule but those of the roles below"),
    /** Gives the model's answer. */
    OUTPUT("gives the model's answer, and is meant to become sure of itself"),
    /** Opens and closes the way of other values. */
    GATE("opens and closes the way of other values (LSTM, GRU, squeeze-excite), and is meant to be 0 or 1"),
    /** Says how much each token looks at which others. */
    ATTENTION("says how much each token looks at which others"),
    /** Says which expert or code is to work. */
    ROUTER("says which expert of a mixture, or which code of a codebook, is to work"),
    /** Sparse by design. */
    FEATURES("sparse by design: the codes of a sparse autoencoder");

    private final String meaning;

    Role(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The role of this name.
     *
     * @throws IllegalArgumentException for any other text, listing the roles
     */
    public static Role named(String name) {
        return find(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("'%s' is no role; there are %s".formatted(name, names())));
    }

    private static Optional<Role> find(String name) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(name))
                .findFirst();
    }

    /** All names, separated by commas. */
    public static String names() {
        return Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "));
    }

    /** What a layer of this role does, in words. */
    public String meaning() {
        return meaning;
    }

    /** The role as logs, options and reports write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.activations.jobs.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part that a layer plays in its network, which decides what can be wrong with it. */
public enum Role {
    /** Between input and output. */
    HIDDEN("lies between input and output; every rule judges it except those for the roles below"),
    /** Gives the model's answer. */
    OUTPUT("gives the model's answer, and is meant to become certain"),
    /** Lets other values through or holds them back. */
    GATE("lets other values through or holds them back (LSTM, GRU, squeeze-excite), and is meant to be 0 or 1"),
    /** Weights how much each token attends to the others. */
    ATTENTION("weights how much each token attends to the others"),
    /** Chooses an expert or a code. */
    ROUTER("chooses an expert of a mixture, or a code of a codebook"),
    /** Sparse by design. */
    FEATURES("is sparse by design, such as the codes of a sparse autoencoder");

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
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is not a role; roles are %s".formatted(name, names())));
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

package dev.activations.jobs.output;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a full disk from other failures, whatever Spark puts around it. */
public final class FullDisk {

    private static final Pattern WORDS = Pattern.compile("No space left on device|Disk quota exceeded|File too large");

    private FullDisk() {}

    /** What the system says where a disk took no more; empty for any other failure. */
    public static Optional<String> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause ->
                        WORDS.matcher(String.valueOf(cause.getMessage())).results())
                .map(MatchResult::group)
                .findFirst();
    }
}

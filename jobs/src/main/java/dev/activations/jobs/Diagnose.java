package dev.activations.jobs;

import dev.activations.jobs.cli.Main;
import java.util.stream.Stream;

/**
 * The diagnosis for {@code spark-submit --class dev.activations.jobs.Diagnose activations-jobs-bundle.jar [OPTION…] INPUT…}:
 * the same command as {@code bin/activations diagnose}.
 */
public final class Diagnose {

    private Diagnose() {}

    public static void main(String[] arguments) {
        Main.main(Stream.concat(Stream.of("diagnose"), Stream.of(arguments)).toArray(String[]::new));
    }
}

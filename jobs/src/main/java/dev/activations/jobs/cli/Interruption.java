package dev.activations.jobs.cli;

import java.io.PrintWriter;
import org.slf4j.LoggerFactory;

/**
 * Says in a sentence that a signal or too little memory ended the process before its command was done. The status of a
 * signal is 128 and its number, as Java has it; what was written aside is removed on the way out.
 */
final class Interruption {

    private static final long MOST_MILLISECONDS_TO_CLEAN_UP = 10_000;

    private static volatile boolean ending;

    private Interruption() {}

    /** Whether the process is on its way out, so that what fails now need not be said. */
    static boolean isUnderWay() {
        return ending;
    }

    /** From now on until {@link #over}, says so on this stream. */
    static void endWith(PrintWriter errors) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endedFromOutside(errors), "activations-interrupted"));
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            OutsideFaults.Fault fault = OutsideFaults.withoutSpark(failure);
            if (fault.endsTheProcess()) {
                end(fault.status(), fault.sentence(), errors);
            } else {
                LoggerFactory.getLogger(Interruption.class).error("uncaught in {}", thread.getName(), failure);
            }
        });
    }

    /** The command is done; what ends the process now is no interruption. */
    static void over() {
        ending = true;
    }

    private static synchronized void endedFromOutside(PrintWriter errors) {
        if (!ending) {
            say("stopped from outside before the command was done; no output was published", errors);
        }
    }

    private static synchronized void end(int status, String sentence, PrintWriter errors) {
        if (ending) {
            return;
        }
        say(sentence, errors);
        Thread watch = new Thread(() -> halt(status), "activations-halt");
        watch.setDaemon(true);
        watch.start();
        new Thread(() -> System.exit(status), "activations-exit").start();
    }

    private static void say(String sentence, PrintWriter errors) {
        ending = true;
        ProgressLine.clear();
        errors.println("activations: " + sentence);
    }

    private static void halt(int status) {
        try {
            Thread.sleep(MOST_MILLISECONDS_TO_CLEAN_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}

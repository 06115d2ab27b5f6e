package dev.activations.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What one line of bash printed and returned, run in a folder that looks like the repository. */
record ShellRun(int status, String out, String errors) {

    private static final String[] LINKED = {"bin", "examples", "jobs", "scripts"};

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    static ShellRun of(Path folder, String line) throws IOException, InterruptedException {
        // The links go again, so that a temporary folder can be deleted without a look behind them.
        for (String name : LINKED) {
            Files.createSymbolicLink(folder.resolve(name), REPOSITORY.resolve(name));
        }
        try {
            return run(folder, line);
        } finally {
            for (String name : LINKED) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    private static ShellRun run(Path folder, String line) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", null);
        Path errors = Files.createTempFile("errors", null);
        Process process = new ProcessBuilder("bash", "-c", line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("not finished after 10 minutes: " + line);
        }
        ShellRun run = new ShellRun(process.exitValue(), Files.readString(out), Files.readString(errors));
        Files.delete(out);
        Files.delete(errors);
        return run;
    }
}

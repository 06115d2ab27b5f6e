package dev.activations.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** The diagnosis in plain numpy, resources/reference/diagnose.py, where this machine has Python and numpy. */
public final class Reference {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Reference() {}

    public static boolean runsHere() {
        try {
            Process process = new ProcessBuilder("python3", "-c", "import numpy").start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it says of a log of JSON lines, which may be compressed by gzip. */
    public static JsonNode of(Path log, List<String> options) throws IOException, InterruptedException {
        try (InputStream file = Files.newInputStream(log);
                InputStream lines = log.toString().endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return JSON.readTree(python("diagnose.py", options, lines.readAllBytes()));
        }
    }

    /** A log made at random, as JSON lines. */
    public static byte[] randomLog(int seed) throws IOException, InterruptedException {
        return python("random_log.py", List.of(Integer.toString(seed)), new byte[0]);
    }

    private static byte[] python(String script, List<String> arguments, byte[] input)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", script(script)));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).start();
        Thread writer = new Thread(() -> {
            try (var out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        byte[] output = process.getInputStream().readAllBytes();
        writer.join();
        String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(script + ": " + complaint);
        }
        return output;
    }

    private static String script(String name) {
        return new File(Reference.class.getResource("/reference/" + name).getPath()).getPath();
    }
}

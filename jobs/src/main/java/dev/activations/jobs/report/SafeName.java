package dev.activations.jobs.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of runs and layers as names of files: letters of ASCII, digits, {@code .}, {@code _} and {@code -}, at most 100 of
 * them. A name that is not so, or that a file system takes for something else, gets a part of its own checksum at its end, so
 * that two names never become one.
 */
final class SafeName {

    private static final int LONGEST = 100;
    private static final int CHECKSUM_DIGITS = 8;
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern UNSAFE_CHARACTER = Pattern.compile("[^A-Za-z0-9._-]");

    private SafeName() {}

    /** The name as a file or a folder can have it; the same name always gives the same. */
    static String of(String name) {
        if (name.length() <= LONGEST && SAFE.matcher(name).matches()) {
            return name;
        }
        String readable = UNSAFE_CHARACTER.matcher(name).replaceAll("_");
        String start = readable.substring(0, Math.min(readable.length(), LONGEST - 1 - CHECKSUM_DIGITS));
        return (start.startsWith(".") ? "_" + start.substring(1) : start)
                + "-"
                + checksum(name).substring(0, CHECKSUM_DIGITS);
    }

    /** SHA-256 of a text, in 64 lower-case hexadecimal digits. */
    static String checksum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a log lies, as a URI: what somebody typed may have spaces, percent signs or letters that a URI has no place for.
 *
 * @param uri absolute, or relative to the folder that the command ran in
 * @param relative whether it is relative
 */
record LogLocation(String uri, boolean relative) {

    private static final Pattern ABSOLUTE = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]+):(?<rest>/.*)");
    private static final String AS_IT_IS = "/-._~!$&'()*+,;=@";

    /** The path that a run's rows came from, as far as names tell: the one that names the run, else the first. */
    static Optional<String> path(Report report, String run) {
        List<String> paths = report.input().paths();
        return paths.stream()
                .filter(path -> !run.isEmpty() && path.endsWith("=" + run))
                .findFirst()
                .or(() -> paths.stream().findFirst());
    }

    /** @param path as the user typed it: a path, or a URI of one of Hadoop's file systems */
    static LogLocation of(String path) {
        Matcher absolute = ABSOLUTE.matcher(path);
        if (absolute.matches()) {
            return new LogLocation(absolute.group("scheme") + ":" + encoded(absolute.group("rest")), false);
        }
        return path.startsWith("/")
                ? new LogLocation("file://" + encoded(path), false)
                : new LogLocation(encoded(path), true);
    }

    /** In UTF-8; a colon too, because a relative URI with one would begin with a scheme. */
    private static String encoded(String path) {
        StringBuilder out = new StringBuilder();
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xFF);
            boolean stays = c < 0x80 && (Character.isLetterOrDigit(c) || AS_IT_IS.indexOf(c) >= 0);
            out.append(stays ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }
}

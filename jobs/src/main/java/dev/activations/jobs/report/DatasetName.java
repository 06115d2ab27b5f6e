package dev.activations.jobs.report;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenLineage calls a path, by its naming rules: {@code s3://bucket} and {@code logs/run1}, {@code file} and the absolute
 * path. What is no path of this machine, such as a table, is a name in our own namespace.
 */
record DatasetName(String namespace, String name) {

    private static final String FILE = "file";

    private static final Pattern LOCATION =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(//(?<authority>[^/]*))?(?<path>/.*)?");

    /** Stores of objects, whose keys begin with no slash, by scheme: the one that stands for all of its kind. */
    private static final Map<String, String> OBJECT_STORES = Map.of(
            "s3", "s3", "s3a", "s3", "s3n", "s3", "gs", "gs", "abfs", "abfss", "abfss", "abfss", "wasb", "wasbs",
            "wasbs", "wasbs");

    static DatasetName of(String path) {
        Matcher location = LOCATION.matcher(path);
        if (!location.matches()) {
            return local(path);
        }
        String scheme = location.group("scheme");
        String authority = location.group("authority");
        String below = location.group("path") == null ? "/" : location.group("path");
        if (scheme.equals(FILE)) {
            return new DatasetName(FILE, withoutLastSlash(below));
        }
        if (authority == null) {
            return local(path);
        }
        return OBJECT_STORES.containsKey(scheme)
                ? new DatasetName(
                        OBJECT_STORES.get(scheme) + "://" + authority,
                        withoutLastSlash(below.equals("/") ? below : below.substring(1)))
                : new DatasetName(scheme + "://" + authority, withoutLastSlash(below));
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static DatasetName local(String path) {
        try {
            Path here = Path.of(path);
            if (here.isAbsolute() || Files.exists(here)) {
                return new DatasetName(FILE, here.toAbsolutePath().normalize().toString());
            }
        } catch (InvalidPathException e) {
            return new DatasetName("activations", path);
        }
        return new DatasetName("activations", path);
    }
}

package dev.activations.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a Markdown file below a heading of the second level, which a program writes and people leave alone. */
public final class MarkdownSection {

    private MarkdownSection() {}

    /** Puts the text below the heading, in place of what is there up to the next heading; at the end of the file if there is none. */
    public static void replace(Path file, String heading, String text) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : "";
        String section = "## " + heading + "\n\n" + text.strip() + "\n";
        Matcher old = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$.*?(?=^## |\\z)")
                .matcher(before);
        Files.writeString(
                file,
                old.find()
                        ? before.substring(0, old.start())
                                + section
                                + (old.end() < before.length() ? "\n" : "")
                                + before.substring(old.end())
                        : before + (before.isEmpty() ? "" : "\n") + section);
    }
}

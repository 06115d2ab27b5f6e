package dev.activations.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that {@code -Dactivations.accuracy} names: each test puts its section between its marks and leaves the rest. */
final class AccuracyPage {

    private AccuracyPage() {}

    /** Replaces the section, or adds it at the end; nothing where no page is named. */
    static void put(String section, String text) throws IOException {
        String property = System.getProperty("activations.accuracy");
        if (property == null) {
            return;
        }
        Path page = Path.of(property);
        String before = Files.exists(page) ? Files.readString(page) : "";
        String begin = "<!-- %s: made by the tests -->%n".formatted(section);
        String end = "<!-- end of %s -->%n".formatted(section);
        String marked = begin + text + end;
        Matcher old = Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(before);
        Files.writeString(
                page,
                old.find()
                        ? old.replaceFirst(Matcher.quoteReplacement(marked))
                        : before + System.lineSeparator() + marked);
    }
}

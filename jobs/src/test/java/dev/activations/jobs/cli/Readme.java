package dev.activations.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README's fenced blocks. */
final class Readme {

    private static final Path FILE = Path.of("../README.md");

    private Readme() {}

    /** The contents of the blocks in this language, in order. */
    static List<String> blocks(String language) throws IOException {
        return blocks(FILE, language);
    }

    /** The contents of another page's blocks in this language, in order. */
    static List<String> blocks(Path page, String language) throws IOException {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}

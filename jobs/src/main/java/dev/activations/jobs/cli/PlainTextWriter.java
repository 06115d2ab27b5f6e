package dev.activations.jobs.cli;

import dev.activations.jobs.model.PlainText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** A stream of a terminal that gets sentences: whatever names and messages are in them, it shows {@link PlainText} only. */
final class PlainTextWriter extends FilterWriter {

    /** The first half of a pair, until its second half has come. */
    private char half;

    private PlainTextWriter(Writer out) {
        super(out);
    }

    /** What is printed there comes to {@code out} line by line. */
    static PrintWriter on(Writer out) {
        return new PrintWriter(new PlainTextWriter(out), true);
    }

    @Override
    public void write(int character) throws IOException {
        write(String.valueOf((char) character), 0, 1);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        String next = (half == 0 ? "" : String.valueOf(half)) + text.substring(offset, offset + length);
        half = 0;
        if (!next.isEmpty() && Character.isHighSurrogate(next.charAt(next.length() - 1))) {
            half = next.charAt(next.length() - 1);
            next = next.substring(0, next.length() - 1);
        }
        out.write(PlainText.lines(next));
    }

    @Override
    public void close() throws IOException {
        if (half != 0) {
            out.write(PlainText.escaped(half));
        }
        super.close();
    }
}

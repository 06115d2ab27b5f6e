package dev.activations.jobs.log.source;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * Looks at a file of JSON: whether its objects are on lines of their own, and whether it ends where an object ends. Of a
 * plain file that is its first object and its last line; compressed files and arrays are read through.
 */
final class JsonExamination {

    /** The way to read a file whose objects are to be taken out of it one by one. */
    static final String OBJECTS = "objects";

    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final FileSystem fileSystem;
    private final CompressionCodec codec;

    JsonExamination(Path file, Configuration hadoop) throws IOException {
        this.file = file;
        this.fileSystem = file.getFileSystem(hadoop);
        this.codec = new CompressionCodecFactory(hadoop).getCodec(file);
    }

    FileFacts facts() throws IOException {
        if (!isInLines()) {
            return readThrough();
        }
        return codec == null ? plainLines() : compressedLines();
    }

    /** The file's text, uncompressed. */
    InputStream open() throws IOException {
        FSDataInputStream bytes = fileSystem.open(file);
        return codec == null ? bytes : codec.createInputStream(bytes);
    }

    /** Whether the file begins with an object that ends on the line that it begins on, or with what is no JSON. */
    private boolean isInLines() throws IOException {
        try (JsonParser json = JsonObjects.parser(open())) {
            JsonToken first = json.nextToken();
            int line = json.currentLocation().getLineNr();
            if (first == JsonToken.START_ARRAY) {
                return false;
            }
            json.skipChildren();
            return first != JsonToken.START_OBJECT || json.currentLocation().getLineNr() == line;
        } catch (JsonParseException | EOFException e) {
            return true; // said with its line when it is read
        }
    }

    private FileFacts readThrough() throws IOException {
        try (JsonObjects.Iterator objects = new JsonObjects.Iterator(open(), ReadFailure.text(file), true)) {
            long rows = 0;
            while (objects.hasNext()) {
                objects.next();
                rows++;
            }
            return new FileFacts(OBJECTS, rows, false, objects.endsEarly() ? afterRow(rows) : "");
        }
    }

    private static String afterRow(long rows) {
        return String.format(Locale.ROOT, "it ends early: what followed its first %,d rows is lost", rows);
    }

    private FileFacts plainLines() throws IOException {
        long length = fileSystem.getFileStatus(file).getLen();
        if (length == 0) {
            return FileFacts.usual(0, false);
        }
        try (FSDataInputStream in = fileSystem.open(file)) {
            return facts(lastLine(in, length), -1, length, false);
        }
    }

    /** What follows the last newline; empty where that is the last byte. */
    private static byte[] lastLine(FSDataInputStream in, long length) throws IOException {
        byte[] tail = {};
        for (long end = length; end > 0; ) {
            int size = (int) Math.min(BLOCK, end);
            byte[] block = new byte[size];
            in.readFully(end - size, block);
            int newline = size - 1;
            while (newline >= 0 && block[newline] != '\n') {
                newline--;
            }
            int more = size - newline - 1;
            byte[] joined = Arrays.copyOfRange(block, newline + 1, size + tail.length);
            System.arraycopy(tail, 0, joined, more, tail.length);
            tail = joined;
            if (newline >= 0) {
                break;
            }
            end -= size;
        }
        return tail;
    }

    private FileFacts compressedLines() throws IOException {
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        long lines = 0;
        long length = 0;
        try (InputStream in = open()) {
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                length += read;
                int start = 0;
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        tail.reset();
                        start = i + 1;
                        lines++;
                    }
                }
                tail.write(block, start, read - start);
            }
        } catch (EOFException e) {
            return new FileFacts(OBJECTS, -1, true, afterRow(lines));
        }
        return facts(tail.toByteArray(), lines, length, true);
    }

    private static FileFacts facts(byte[] lastLine, long lines, long length, boolean checksums) {
        if (isWhole(lastLine)) {
            return FileFacts.usual(-1, checksums);
        }
        if (lastLine.length == length) {
            return FileFacts.usual(0, checksums); // nothing but a cut line: said when it is read
        }
        return new FileFacts(
                OBJECTS,
                -1,
                checksums,
                String.format(Locale.ROOT, "its last line, of %,d bytes, is cut: one row is lost", lastLine.length));
    }

    private static boolean isWhole(byte[] line) {
        try (JsonParser json = JsonObjects.parser(new ByteArrayInputStream(line))) {
            if (json.nextToken() != null) {
                json.skipChildren();
            }
            return true;
        } catch (JsonEOFException e) {
            return false;
        } catch (IOException e) {
            return true; // not cut but wrong: said with its line when it is read
        }
    }
}

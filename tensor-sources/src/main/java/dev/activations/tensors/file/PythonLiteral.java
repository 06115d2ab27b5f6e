package dev.activations.tensors.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the few Python literals that an npy header is made of: a dict of text, True, False, integers, tuples and lists.
 * Runs nothing. Raises {@link IllegalArgumentException}, which says what was expected, at anything else.
 */
final class PythonLiteral {

    private static final int DEEPEST = 8;

    private final String text;
    private int position;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** The dict that the whole text is; a key that comes twice is an error. */
    static Map<String, Object> dict(String text) {
        PythonLiteral literal = new PythonLiteral(text);
        Map<String, Object> dict = literal.parseDict();
        literal.skipBlanks();
        literal.require(literal.position == text.length(), "nothing after the dict");
        return dict;
    }

    private Map<String, Object> parseDict() {
        Map<String, Object> dict = new LinkedHashMap<>();
        expect('{');
        while (!accept('}')) {
            skipBlanks();
            String key = parseText();
            expect(':');
            require(dict.put(key, parseValue(0)) == null, "'" + key + "' once");
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        return dict;
    }

    private Object parseValue(int depth) {
        require(depth < DEEPEST, "no deeper nesting");
        skipBlanks();
        char next = peek();
        if (next == '(' || next == '[') {
            return parseList(next == '(' ? ')' : ']', depth);
        } else if (next == '\'' || next == '"') {
            return parseText();
        } else if (next == '-' || Character.isDigit(next)) {
            return parseInteger();
        }
        for (Boolean value : List.of(true, false)) {
            String word = value ? "True" : "False";
            if (text.startsWith(word, position)) {
                position += word.length();
                return value;
            }
        }
        throw wrong("a value");
    }

    private List<Object> parseList(char end, int depth) {
        List<Object> values = new ArrayList<>();
        position++;
        while (!accept(end)) {
            values.add(parseValue(depth + 1));
            if (!accept(',')) {
                expect(end);
                break;
            }
        }
        return values;
    }

    private String parseText() {
        char quote = peek();
        require(quote == '\'' || quote == '"', "a quoted text");
        int end = text.indexOf(quote, position + 1);
        require(end > 0, "the end of the text");
        String value = text.substring(position + 1, end);
        require(value.indexOf('\\') < 0, "text without escapes");
        position = end + 1;
        return value;
    }

    /** Python 2 wrote an L behind long ones. */
    private Long parseInteger() {
        int start = position++;
        while (Character.isDigit(peek())) {
            position++;
        }
        String digits = text.substring(start, position);
        if (peek() == 'L') {
            position++;
        }
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is not a 64-bit integer".formatted(digits), e);
        }
    }

    private void expect(char wanted) {
        require(accept(wanted), "'" + wanted + "'");
    }

    private boolean accept(char wanted) {
        skipBlanks();
        boolean found = peek() == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r') {
            position++;
        }
    }

    /** The next character; NUL at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private void require(boolean condition, String expected) {
        if (!condition) {
            throw wrong(expected);
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("%s is expected at character %d".formatted(expected, position));
    }
}

package dev.activations.functions.names;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A name as frameworks and people write it, taken apart: {@code torch.nn.LeakyReLU(0.2, inplace=True)}, and what Python
 * prints of a class or function, {@code <class 'torch.nn.modules.activation.ReLU'>}.
 *
 * @param path the packages and classes before the name, outermost first
 * @param name the last part
 * @param positional arguments without a name, in order, without quotes
 * @param named arguments by name, without quotes
 */
record WrittenCall(List<String> path, String name, List<String> positional, Map<String, String> named) {

    private static final Pattern PRINTED =
            Pattern.compile("<(?:class|function|jitted function|built-in function|built-in method) '?([\\w.]+)'?.*>");
    private static final Pattern FORM =
            Pattern.compile("\\s*((?:\\w+\\.)*)([\\w -]*\\w)\\s*(?:\\((.*)\\))?\\s*", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("(\\w+)\\s*=\\s*(.+)", Pattern.DOTALL);

    static WrittenCall parse(String text) {
        Matcher printed = PRINTED.matcher(text.strip());
        Matcher form = FORM.matcher(printed.matches() ? printed.group(1) : text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not an activation; write a name such as relu or leaky_relu(alpha=0.2)".formatted(text));
        }
        List<String> positional = new ArrayList<>();
        Map<String, String> named = new LinkedHashMap<>();
        for (String argument : arguments(form.group(3) == null ? "" : form.group(3))) {
            Matcher matcher = NAMED.matcher(argument);
            if (!matcher.matches()) {
                positional.add(unquoted(argument));
            } else if (named.put(matcher.group(1), unquoted(matcher.group(2))) != null) {
                throw new IllegalArgumentException("'%s' gives %s twice".formatted(text, matcher.group(1)));
            }
        }
        List<String> path =
                form.group(1).isEmpty() ? List.of() : List.of(form.group(1).split("\\."));
        return new WrittenCall(path, form.group(2), List.copyOf(positional), named);
    }

    /** Of a signature, where what has no default stands as positional: the names of all parameters, in order. */
    List<String> parameters() {
        return Stream.concat(positional.stream(), named.keySet().stream()).toList();
    }

    /** The name in a spelling that all have in common: {@code LeakyReLU}, {@code leaky_relu}, {@code leaky_re_lu_}. */
    String key() {
        return key(name);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
    }

    /** The text between commas that are in no brackets. */
    private static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        int open = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && (open == 0 || i == text.length())) {
                arguments.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        arguments.removeIf(String::isEmpty);
        return arguments;
    }

    private static String unquoted(String value) {
        return value.strip().replaceFirst("^(['\"])(.*)\\1$", "$2");
    }
}

package dev.activations.functions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parsed call such as {@code leaky_relu(alpha=0.2)}: a name and arguments by name. */
record Call(String function, Map<String, String> arguments) {

    private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\))?\\s*");
    private static final Pattern ARGUMENT = Pattern.compile("\\s*(\\w+)\\s*=\\s*(\\S+)\\s*");

    static Call parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not an activation; write a name such as relu or leaky_relu(alpha=0.2)".formatted(text));
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        if (form.group(2) != null && !form.group(2).isBlank()) {
            for (String argument : form.group(2).split(",", -1)) {
                parseArgument(text, argument, arguments);
            }
        }
        return new Call(form.group(1), arguments);
    }

    private static void parseArgument(String text, String argument, Map<String, String> arguments) {
        Matcher matcher = ARGUMENT.matcher(argument);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s': write parameters by name, such as leaky_relu(alpha=0.2)".formatted(text));
        }
        if (arguments.put(matcher.group(1), matcher.group(2)) != null) {
            throw new IllegalArgumentException("'%s' gives %s twice".formatted(text, matcher.group(1)));
        }
    }
}

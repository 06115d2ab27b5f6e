package dev.activations.functions;

import java.util.Map;

/** The checked values of all parameters of one function, by name. */
public record Arguments(Map<String, Object> values) {

    public Arguments {
        values = Map.copyOf(values);
    }

    /** The value of a number parameter of the function. */
    public double number(String name) {
        return (Double) values.get(name);
    }

    /** The value of a word parameter of the function. */
    public String choice(String name) {
        return (String) values.get(name);
    }
}

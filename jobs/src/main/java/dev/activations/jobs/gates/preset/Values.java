package dev.activations.jobs.gates.preset;

import java.io.Serializable;
import java.util.TreeMap;

/** The values of a preset's parameters: those that the user gave, and the defaults of the others. */
final class Values implements Serializable {

    private static final long serialVersionUID = 1;

    private final TreeMap<String, Double> byName;

    Values(TreeMap<String, Double> byName) {
        this.byName = byName;
    }

    /** The value of a parameter that the preset has. */
    double get(String name) {
        return byName.get(name);
    }

    boolean isSet(String flag) {
        return get(flag) != 0;
    }
}

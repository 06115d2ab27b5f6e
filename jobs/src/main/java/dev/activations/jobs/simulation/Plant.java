package dev.activations.jobs.simulation;

import java.util.Locale;

/** Layers worth planting, by name. */
public enum Plant {
    HEALTHY("relu", ",rate=30%..70%", "units that fire for 30 to 70 % of the samples, as in most layers that are well"),
    SPARSE("relu", ",rate=2%..5%", "units that are alive but rare: more than 95 % zeros"),
    NEARLY_DEAD(
            "relu",
            ",rate=0.5%..0.9%",
            "units that fire for just under 1 % of the samples, the limit of the diagnosis"),
    DEAD("relu", ",dead=59%", "38 of 64 units that never fire, beside 26 that fire for half of the samples"),
    STUCK("gelu", ",stuck=59%", "38 of 64 units whose values all lie in the tail of GELU"),
    SATURATED("tanh", ",saturated=90%", "units that are nearly always -1 or 1"),
    COLLAPSED("tanh", ",spread=0.0001", "units that hardly depend on the sample"),
    GATE("sigmoid", ",saturated=90%,role=gate", "gates that are nearly always open or shut, as they are meant to be"),
    HEADS("softmax:4x8x8", ",collapsed=1", "attention of four heads, one of which looks at one token each time");

    private final String activation;
    private final String keys;
    private final String meaning;

    Plant(String activation, String keys, String meaning) {
        this.activation = activation;
        this.keys = keys;
        this.meaning = meaning;
    }

    /** The layer of this name, with so many units where it has units. */
    public LayerPlan layer(int units) {
        return LayerGrammar.parse(words(), units);
    }

    /** As {@link LayerGrammar} reads it. */
    public String words() {
        return this + "=" + activation + keys;
    }

    /** What it is, in words. */
    public String meaning() {
        return meaning;
    }

    /** The plant as options write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

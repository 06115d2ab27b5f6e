package dev.activations.jobs.simulation;

import java.io.Serializable;

/** Numbers from {@code low} to {@code high}, both included. */
record Range(double low, double high) implements Serializable {

    /** The number that lies this share of the way from low to high. */
    double at(double share) {
        return low + share * (high - low);
    }
}

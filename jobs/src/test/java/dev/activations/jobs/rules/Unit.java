package dev.activations.jobs.rules;

/** The value of one unit for each sample, from 0. */
interface Unit {

    double at(int sample);

    /** 0 for every sample. */
    static Unit silent() {
        return constant(0);
    }

    static Unit constant(double value) {
        return sample -> value;
    }

    /** Above 0 in the first samples, each time another value, and 0 in the others. */
    static Unit firingIn(int samples) {
        return sample -> sample < samples ? varying(sample) : 0;
    }

    /** Above 0 in every other sample: a healthy rectifier. */
    static Unit alive() {
        return sample -> sample % 2 == 0 ? varying(sample) : 0;
    }

    /** Above 0 in every sample, each time another value. */
    static Unit alwaysOn() {
        return Unit::varying;
    }

    /** Evenly from low to high and back, over and over. */
    static Unit between(double low, double high) {
        return sample -> low + (high - low) * Math.abs(sample % 20 - 10) / 10;
    }

    /** This unit, but for one sample. */
    default Unit except(int sample, double value) {
        return s -> s == sample ? value : at(s);
    }

    private static double varying(int sample) {
        return 1 + sample % 7 / 10.0;
    }
}

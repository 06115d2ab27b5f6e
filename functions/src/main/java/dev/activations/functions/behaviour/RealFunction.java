package dev.activations.functions.behaviour;

/** A function of one real number and its derivative; all facts about its behaviour are derived from these two. */
public interface RealFunction {

    double value(double x);

    double derivative(double x);
}

package dev.activations.functions.behaviour;

/** A function of one real number and its derivative, which is all that facts about its behaviour are told from. */
public interface RealFunction {

    double value(double x);

    double derivative(double x);
}

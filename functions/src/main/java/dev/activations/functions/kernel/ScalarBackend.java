package dev.activations.functions.kernel;

/** Evaluates value by value. */
record ScalarBackend() implements Backend {

    @Override
    public Loops loops(Elementwise function) {
        return new ScalarLoops(function);
    }

    @Override
    public String toString() {
        return "scalar, one value at a time";
    }
}

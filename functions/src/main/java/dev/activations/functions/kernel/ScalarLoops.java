package dev.activations.functions.kernel;

/** The loops that call the scalar formulas value by value. */
record ScalarLoops(Elementwise function) implements Loops {

    @Override
    public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = function.value(source[sourceOffset + i]);
        }
    }

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = function.value(source[sourceOffset + i]);
        }
    }

    @Override
    public void derivatives(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = function.derivative(source[sourceOffset + i]);
        }
    }

    @Override
    public void derivatives(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = function.derivative(source[sourceOffset + i]);
        }
    }
}

package dev.activations.functions;

/** A name as the call that the expected numbers have it under: with typical parameters where there are no defaults. */
final class ExampleCalls {

    private ExampleCalls() {}

    static String of(String call) {
        return call.contains("(")
                ? call
                : Catalogue.entry(call).orElseThrow().example().call();
    }
}

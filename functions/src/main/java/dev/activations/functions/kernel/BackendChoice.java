package dev.activations.functions.kernel;

import java.lang.System.Logger.Level;

/** Chooses the {@link Backend} of this JVM, once, and logs which and why. */
final class BackendChoice {

    static final String PROPERTY = "activations.simd";

    private static final String SIMD = "dev.activations.functions.simd.SimdBackend";
    private static final int FMA_CALLS = 2000;
    private static final long SLOW_FMA_NANOS = 1000;
    private static final System.Logger LOG = System.getLogger("dev.activations.functions");

    static final Backend CURRENT = choose(System.getProperty(PROPERTY, "auto"));

    private BackendChoice() {}

    /**
     * The backend of a mode.
     *
     * @throws IllegalArgumentException for an unknown mode
     * @throws IllegalStateException if the mode is {@code simd} and vectors are not available
     */
    static Backend choose(String mode) {
        Backend backend =
                switch (mode) {
                    case "scalar" -> new ScalarBackend();
                    case "simd" -> simdOrFail();
                    case "auto" -> simdOrScalar();
                    default ->
                        throw new IllegalArgumentException(
                                "-D%s must be auto, scalar or simd, got %s".formatted(PROPERTY, mode));
                };
        LOG.log(Level.DEBUG, "activation functions run {0}", backend);
        return backend;
    }

    private static Backend simdOrFail() {
        try {
            return load();
        } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
            throw new IllegalStateException(
                    "-D%s=simd, but the Vector API is not available: %s; start Java with --add-modules=jdk.incubator.vector"
                            .formatted(PROPERTY, reason(e)),
                    e);
        }
    }

    private static Backend simdOrScalar() {
        try {
            requireCompilerWithVectors();
            return new WarmedBackend(load());
        } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
            LOG.log(
                    Level.INFO,
                    "activation functions run one value at a time, because {0}; for SIMD start Java with"
                            + " --add-modules=jdk.incubator.vector",
                    reason(e));
            return new ScalarBackend();
        }
    }

    private static Backend load() throws ReflectiveOperationException {
        return (Backend) Class.forName(SIMD).getDeclaredConstructor().newInstance();
    }

    /** Vectors are fast where C2 compiles them; elsewhere each operation is a call and an allocation. */
    private static void requireCompilerWithVectors() {
        String vm = System.getProperty("java.vm.name", "");
        boolean hotSpot = vm.contains("HotSpot") || vm.contains("OpenJDK");
        String info = System.getProperty("java.vm.info", "");
        boolean compiles = info.contains("mixed mode") || info.contains("compiled mode");
        boolean second = vm.contains("Server") && !info.contains("emulated-client");
        if (!hotSpot || !second || !compiles || Boolean.getBoolean("jvmci.Compiler")) {
            throw new UnsupportedOperationException("this JVM (" + vm + ", " + info + ") does not compile vectors");
        }
        if (!fusesMultiplyAndAdd()) {
            throw new UnsupportedOperationException("this processor has no fused multiply-add");
        }
    }

    /** Without the instruction {@link Math#fma} goes by BigDecimal, a microsecond or more a call. */
    private static boolean fusesMultiplyAndAdd() {
        double sum = 1;
        long start = System.nanoTime();
        for (int i = 0; i < FMA_CALLS; i++) {
            sum = Math.fma(sum, 0.1, 0.3);
        }
        return System.nanoTime() - start < FMA_CALLS * SLOW_FMA_NANOS && sum > 0;
    }

    private static String reason(Throwable e) {
        boolean absent = e instanceof NoClassDefFoundError || e.getCause() instanceof NoClassDefFoundError;
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return absent ? "the module jdk.incubator.vector is not there" : cause.getMessage();
    }
}

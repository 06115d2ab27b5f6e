package dev.activations.functions.kernel;

import java.lang.System.Logger.Level;

/** Chooses the {@link Backend} of this JVM, once, and logs which and why. */
final class BackendChoice {

    static final String PROPERTY = "activations.simd";

    private static final String SIMD = "dev.activations.functions.simd.SimdBackend";
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
            return new TrialBackend(load());
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
        if (!hotSpot || !vm.contains("Server") || Boolean.getBoolean("jvmci.Compiler")) {
            throw new UnsupportedOperationException("this JVM (" + vm + ") does not compile vectors");
        }
    }

    private static String reason(Throwable e) {
        boolean absent = e instanceof NoClassDefFoundError || e.getCause() instanceof NoClassDefFoundError;
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return absent ? "the module jdk.incubator.vector is not there" : cause.getMessage();
    }
}

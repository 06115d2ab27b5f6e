package dev.activations.functions.simd;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What brings lanes from and to memory outside the heap: methods that Java has from version 22 on (before that MemorySegment
 * is no final API), found by their names because this is compiled for Java 17. As constants the JIT compiler inlines them.
 */
final class OffHeapLanes {

    private static final int FIRST_JAVA = 22;

    /** Whether this JVM has all of them; if not, the handles below are null. */
    static final boolean REACHED;

    /** (Buffer) to its MemorySegment, from position to limit; by the class Object, as below. */
    static final MethodHandle SEGMENT;

    /** (VectorSpecies, MemorySegment, byte offset) to FloatVector; likewise doubles. */
    static final MethodHandle LOAD_FLOATS;

    static final MethodHandle LOAD_DOUBLES;

    /** (FloatVector, MemorySegment, byte offset) to nothing; likewise doubles. */
    static final MethodHandle STORE_FLOATS;

    static final MethodHandle STORE_DOUBLES;

    static {
        MethodHandle[] handles = new MethodHandle[5];
        boolean reached = Runtime.version().feature() >= FIRST_JAVA;
        try {
            if (reached) {
                Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
                handles[0] = MethodHandles.publicLookup()
                        .findStatic(segment, "ofBuffer", MethodType.methodType(segment, Buffer.class))
                        .asType(MethodType.methodType(Object.class, Buffer.class));
                handles[1] = load(FloatVector.class, segment);
                handles[2] = load(DoubleVector.class, segment);
                handles[3] = store(FloatVector.class, segment);
                handles[4] = store(DoubleVector.class, segment);
            }
        } catch (ReflectiveOperationException e) {
            reached = false;
        }
        REACHED = reached;
        SEGMENT = handles[0];
        LOAD_FLOATS = handles[1];
        LOAD_DOUBLES = handles[2];
        STORE_FLOATS = handles[3];
        STORE_DOUBLES = handles[4];
    }

    private OffHeapLanes() {}

    private static MethodHandle load(Class<?> vector, Class<?> segment) throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(vector, VectorSpecies.class, segment, long.class, ByteOrder.class);
        MethodHandle load = MethodHandles.publicLookup().findStatic(vector, "fromMemorySegment", type);
        return MethodHandles.insertArguments(load, 3, ByteOrder.nativeOrder())
                .asType(MethodType.methodType(vector, VectorSpecies.class, Object.class, long.class));
    }

    private static MethodHandle store(Class<?> vector, Class<?> segment) throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(void.class, segment, long.class, ByteOrder.class);
        MethodHandle store = MethodHandles.publicLookup().findVirtual(vector, "intoMemorySegment", type);
        return MethodHandles.insertArguments(store, 3, ByteOrder.nativeOrder())
                .asType(MethodType.methodType(void.class, vector, Object.class, long.class));
    }

    /** The methods throw nothing checked. */
    static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e;
    }
}

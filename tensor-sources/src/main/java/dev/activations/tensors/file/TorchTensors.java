package dev.activations.tensors.file;

import dev.activations.tensors.file.Pickle.Call;
import dev.activations.tensors.file.Pickle.Global;
import dev.activations.tensors.file.Pickle.Reference;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a pickle says of a tensor: {@code torch._utils._rebuild_tensor_v2}, {@code _rebuild_tensor_v3} and
 * {@code _rebuild_parameter} are understood, by their arguments.
 */
final class TorchTensors {

    /**
     * A view of a storage.
     *
     * @param storage the storage's name in the archive
     * @param type what it holds, as PyTorch names it; {@link #type} may not know it
     * @param offset its first element
     * @param shape its shape
     * @param strides elements from one neighbour to the next, on each axis
     */
    record View(String storage, String type, long offset, long[] shape, long[] strides) {

        /** What the elements are; null where they are not read. */
        ElementType elements() {
            return TYPES.get(type);
        }

        /** The axes, slowest first, if the elements lie one behind the other; otherwise null. */
        int[] denseOrder() {
            int[] order = IntStream.range(0, shape.length)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(axis -> shape[axis] > 1 ? -strides[axis] : Long.MIN_VALUE)
                            .thenComparing(Comparator.naturalOrder()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            long expected = 1;
            for (int place = order.length - 1; place >= 0; place--) {
                int axis = order[place];
                if (shape[axis] > 1 && strides[axis] != expected) {
                    return null;
                }
                expected *= shape[axis];
            }
            return order;
        }
    }

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("torch.DoubleStorage", ElementType.FLOAT64),
            Map.entry("torch.FloatStorage", ElementType.FLOAT32),
            Map.entry("torch.HalfStorage", ElementType.FLOAT16),
            Map.entry("torch.BFloat16Storage", ElementType.BFLOAT16),
            Map.entry("torch.LongStorage", ElementType.INT64),
            Map.entry("torch.IntStorage", ElementType.INT32),
            Map.entry("torch.ShortStorage", ElementType.INT16),
            Map.entry("torch.CharStorage", ElementType.INT8),
            Map.entry("torch.ByteStorage", ElementType.UINT8),
            Map.entry("torch.BoolStorage", ElementType.BOOL),
            Map.entry("torch.float8_e4m3fn", ElementType.FLOAT8_E4M3FN),
            Map.entry("torch.float8_e5m2", ElementType.FLOAT8_E5M2),
            Map.entry("torch.uint16", ElementType.UINT16),
            Map.entry("torch.uint32", ElementType.UINT32),
            Map.entry("torch.uint64", ElementType.UINT64));

    private TorchTensors() {}

    /**
     * The entries of what was saved: those of a dict by key, or one tensor by the given name. A value is a {@link View},
     * or what else the pickle has there.
     */
    static Map<String, Object> of(Object saved, String name) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (saved instanceof Map<?, ?> dict) {
            dict.forEach((key, value) -> entries.put(String.valueOf(key), viewOrValue(value)));
        } else {
            entries.put(name, viewOrValue(saved));
        }
        return entries;
    }

    private static Object viewOrValue(Object value) {
        if (!(value instanceof Call call)) {
            return value;
        }
        List<Object> arguments = call.arguments();
        return switch (call.function().name()) {
            case "torch._utils._rebuild_parameter" -> {
                require(arguments.size() == 3, call);
                require(
                        arguments.get(0) instanceof Call inner
                                && !inner.function().equals(call.function()),
                        call);
                yield viewOrValue(arguments.get(0));
            }
            case "torch._utils._rebuild_tensor_v2" -> {
                require(arguments.size() == 6, call);
                yield view(call, storageType(call));
            }
            case "torch._utils._rebuild_tensor_v3" -> {
                require(arguments.size() == 7 && arguments.get(6) instanceof Global, call);
                yield view(call, ((Global) arguments.get(6)).name());
            }
            default ->
                throw new IllegalArgumentException("it asks to call %s, which was not done"
                        .formatted(call.function().name()));
        };
    }

    /** ('storage', type, name, device, length). */
    private static List<Object> storage(Call call) {
        require(call.arguments().get(0) instanceof Reference, call);
        List<Object> id = ((Reference) call.arguments().get(0)).id();
        require(id.size() == 5 && "storage".equals(id.get(0)) && id.get(1) instanceof Global, call);
        require(id.get(2) instanceof String, call);
        return id;
    }

    private static String storageType(Call call) {
        return ((Global) storage(call).get(1)).name();
    }

    private static View view(Call call, String type) {
        List<Object> arguments = call.arguments();
        require(arguments.get(1) instanceof Long offset && offset >= 0, call);
        long[] shape = sizes(call, arguments.get(2));
        long[] strides = sizes(call, arguments.get(3));
        require(shape.length == strides.length, call);
        return new View((String) storage(call).get(2), type, (Long) arguments.get(1), shape, strides);
    }

    private static long[] sizes(Call call, Object tuple) {
        require(tuple instanceof List, call);
        return ((List<?>) tuple)
                .stream()
                        .mapToLong(size -> {
                            require(size instanceof Long number && number >= 0, call);
                            return (Long) size;
                        })
                        .toArray();
    }

    private static void require(boolean condition, Call call) {
        if (!condition) {
            throw new IllegalArgumentException("the arguments of %s are not those of a tensor of numbers"
                    .formatted(call.function().name()));
        }
    }
}

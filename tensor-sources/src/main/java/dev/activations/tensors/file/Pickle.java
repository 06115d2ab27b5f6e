package dev.activations.tensors.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickles that {@code torch.save} makes of tensors, and of dicts of tensors, as data. It knows the operations
 * that those consist of, refuses every other one by its name, and calls nothing: what a pickle asks to be called becomes
 * a {@link Call} that {@link TorchTensors} looks at.
 *
 * <p>Raises {@link IllegalArgumentException}, with the rest of a sentence, at anything else.
 */
final class Pickle {

    /** Something that a pickle names in a Python module. */
    record Global(String name) {}

    /** What a pickle asks to be called, and was not. */
    record Call(Global function, List<Object> arguments) {}

    /** A storage that lies beside the pickle. */
    record Reference(List<Object> id) {}

    private static final Object MARK = new Object();

    private final ByteBuffer bytes;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The one object of a pickle: text, {@link Long}, {@link Boolean}, a list for a tuple, a map, or one of the records. */
    static Object read(byte[] bytes) {
        return new Pickle(bytes).read();
    }

    private Object read() {
        while (true) {
            int code = need(1).get() & 0xff;
            PickleOperation operation = PickleOperation.of(code);
            if (operation == PickleOperation.STOP) {
                return pop();
            }
            run(operation);
        }
    }

    private void run(PickleOperation operation) {
        switch (operation) {
            case PROTO -> need(1).get();
            case EMPTY_DICT -> stack.push(new LinkedHashMap<>());
            case EMPTY_TUPLE -> stack.push(List.of());
            case MARK -> stack.push(MARK);
            case NEWTRUE -> stack.push(true);
            case NEWFALSE -> stack.push(false);
            case BININT -> stack.push((long) need(Integer.BYTES).getInt());
            case BININT1 -> stack.push(need(1).get() & 0xffL);
            case BININT2 -> stack.push(need(Short.BYTES).getShort() & 0xffffL);
            case LONG1 -> stack.push(longInteger());
            case BINUNICODE -> stack.push(text());
            case GLOBAL -> stack.push(new Global(line() + "." + line()));
            case BINPUT -> memo.put(need(1).get() & 0xff, peek());
            case LONG_BINPUT -> memo.put(need(Integer.BYTES).getInt(), peek());
            case BINGET -> stack.push(memoised(need(1).get() & 0xff));
            case LONG_BINGET -> stack.push(memoised(need(Integer.BYTES).getInt()));
            case TUPLE -> stack.push(popToMark());
            case TUPLE1 -> stack.push(popLast(1));
            case TUPLE2 -> stack.push(popLast(2));
            case TUPLE3 -> stack.push(popLast(3));
            case BINPERSID -> stack.push(new Reference(popTuple()));
            case REDUCE -> reduce();
            case SETITEM -> setItems(popLast(2));
            case SETITEMS -> setItems(popToMark());
            case BUILD -> build();
            case STOP -> throw new IllegalStateException();
        }
    }

    /** An OrderedDict without arguments is a dict; anything else stays a call. */
    private void reduce() {
        List<Object> arguments = popTuple();
        if (!(pop() instanceof Global function)) {
            throw new IllegalArgumentException("it calls something that has no name");
        }
        boolean dict = function.name().equals("collections.OrderedDict") && arguments.isEmpty();
        stack.push(dict ? new LinkedHashMap<>() : new Call(function, arguments));
    }

    private void setItems(List<Object> items) {
        Map<Object, Object> dict = peekDict();
        if (items.size() % 2 != 0) {
            throw new IllegalArgumentException("a dict has a key without a value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            if (!(key instanceof String || key instanceof Long)) {
                throw new IllegalArgumentException("a dict has a key that is neither text nor a number");
            }
            if (dict.put(key, items.get(i + 1)) != null) {
                throw new IllegalArgumentException("a dict has key '%s' twice".formatted(key));
            }
        }
    }

    /** A module's state dict has versions as attributes, which no tensor depends on. */
    private void build() {
        pop();
        peekDict();
    }

    private Map<Object, Object> peekDict() {
        if (!(peek() instanceof LinkedHashMap<?, ?> dict)) {
            throw new IllegalArgumentException("it sets an item on something that is not a dict");
        }
        @SuppressWarnings("unchecked") // made in run() and reduce() alone
        Map<Object, Object> made = (Map<Object, Object>) dict;
        return made;
    }

    private Object memoised(int key) {
        Object value = memo.get(key);
        if (value == null) {
            throw new IllegalArgumentException("it refers to object %d, which does not exist".formatted(key));
        }
        return value;
    }

    private List<Object> popTuple() {
        if (!(pop() instanceof List<?> tuple)) {
            throw new IllegalArgumentException("arguments are not a tuple");
        }
        return List.copyOf(tuple);
    }

    private List<Object> popToMark() {
        List<Object> values = new ArrayList<>();
        for (Object value = popAny(); value != MARK; value = popAny()) {
            values.add(value);
        }
        Collections.reverse(values);
        return values;
    }

    private List<Object> popLast(int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(pop());
        }
        Collections.reverse(values);
        return values;
    }

    private Object pop() {
        Object value = popAny();
        if (value == MARK) {
            throw new IllegalArgumentException("a mark is where a value should be");
        }
        return value;
    }

    private Object popAny() {
        if (stack.isEmpty()) {
            throw new IllegalArgumentException("a value is missing");
        }
        return stack.pop();
    }

    private Object peek() {
        Object value = pop();
        stack.push(value);
        return value;
    }

    private ByteBuffer need(int count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new IllegalArgumentException("it is cut short");
        }
        return bytes;
    }

    private String text() {
        int length = need(Integer.BYTES).getInt();
        need(length);
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (char next = (char) (need(1).get() & 0xff); next != '\n'; next = (char) (need(1).get() & 0xff)) {
            line.append(next);
        }
        return line.toString();
    }

    private Long longInteger() {
        int length = need(1).get() & 0xff;
        if (length > Long.BYTES) {
            throw new IllegalArgumentException("an integer has %d bytes".formatted(length));
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            long next = need(1).get(); // the last one carries the sign
            value |= (i == length - 1 ? next : next & 0xff) << (Byte.SIZE * i);
        }
        return value;
    }
}

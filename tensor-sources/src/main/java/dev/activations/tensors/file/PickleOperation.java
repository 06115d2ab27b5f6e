package dev.activations.tensors.file;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** The operations of a pickle that a tensor needs, by the byte that stands for each. */
enum PickleOperation {
    PROTO(0x80),
    EMPTY_DICT(0x7d),
    EMPTY_TUPLE(0x29),
    MARK(0x28),
    NEWTRUE(0x88),
    NEWFALSE(0x89),
    BININT(0x4a),
    BININT1(0x4b),
    BININT2(0x4d),
    LONG1(0x8a),
    BINUNICODE(0x58),
    GLOBAL(0x63),
    BINPUT(0x71),
    LONG_BINPUT(0x72),
    BINGET(0x68),
    LONG_BINGET(0x6a),
    TUPLE(0x74),
    TUPLE1(0x85),
    TUPLE2(0x86),
    TUPLE3(0x87),
    BINPERSID(0x51),
    REDUCE(0x52),
    SETITEM(0x73),
    SETITEMS(0x75),
    BUILD(0x62),
    STOP(0x2e);

    /** All others that Python has, so that they can be refused by name. */
    private static final Map<Integer, String> REFUSED = Arrays.stream(
                    ("INT=49 LONG=4c LONG4=8b STRING=53 BINSTRING=54 SHORT_BINSTRING=55 BINBYTES=42 "
                                    + "SHORT_BINBYTES=43 BINBYTES8=8e BYTEARRAY8=96 NEXT_BUFFER=97 READONLY_BUFFER=98 NONE=4e "
                                    + "UNICODE=56 SHORT_BINUNICODE=8c BINUNICODE8=8d FLOAT=46 BINFLOAT=47 EMPTY_LIST=5d "
                                    + "APPEND=61 APPENDS=65 LIST=6c DICT=64 EMPTY_SET=8f ADDITEMS=90 FROZENSET=91 POP=30 DUP=32 "
                                    + "POP_MARK=31 GET=67 PUT=70 MEMOIZE=94 EXT1=82 EXT2=83 EXT4=84 STACK_GLOBAL=93 INST=69 "
                                    + "OBJ=6f NEWOBJ=81 NEWOBJ_EX=92 FRAME=95 PERSID=50")
                            .split(" "))
            .map(entry -> entry.split("="))
            .collect(Collectors.toMap(entry -> HexFormat.fromHexDigits(entry[1]), entry -> entry[0]));

    private static final PickleOperation[] BY_CODE = new PickleOperation[1 << Byte.SIZE];

    static {
        for (PickleOperation operation : values()) {
            BY_CODE[operation.code] = operation;
        }
    }

    private final int code;

    PickleOperation(int code) {
        this.code = code;
    }

    /** The operation of a byte; raises {@link IllegalArgumentException} where it is another one, or none. */
    static PickleOperation of(int code) {
        PickleOperation operation = BY_CODE[code];
        if (operation == null) {
            throw new IllegalArgumentException("its pickle has %s, which tensors do not need"
                    .formatted(REFUSED.getOrDefault(code, "the unknown operation " + code)));
        }
        return operation;
    }
}

package dev.activations.tensors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.tensors.TensorFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not read, and the one sentence that says why. */
class RefusedFilesTest {

    private static final Path NUMPY = ExpectedTensors.RESOURCES.resolve("numpy");
    private static final Path TORCH = ExpectedTensors.RESOURCES.resolve("torch");

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '"',
            textBlock =
                    """
                    objects    | array 'objects' holds Python objects, which are pickles and could run code, so it is not read; save numbers; select others with option tensor
                    text       | array 'text' holds text (<U4), not numbers; select others with option tensor
                    complex    | array 'complex' has elements of type <c8, which are not read; select others with option tensor
                    structured | array 'structured' has elements of type [[a, <f4], [b, <i4]], which are not read; select others with option tensor
                    raw        | array 'raw' has elements of raw bytes (|V2), as numpy writes bfloat16; save it as float32; select others with option tensor
                    dates      | array 'dates' has elements of type <M8[s], which are not read; select others with option tensor
                    """)
    void numpysArraysThatAreNoNumbersAreNamed(String array, String sentence) throws IOException {
        MemoryFile file = MemoryFile.of(NUMPY.resolve("refused.npz"));
        assertThatThrownBy(() -> HeaderReaders.read(file, Selection.of(array::equals)))
                .isInstanceOf(TensorFileException.class)
                .hasMessage(file.path() + ": " + sentence);
    }

    @Test
    void selectedArraysAreReadNextToUnreadableOnes() throws IOException {
        TensorFile file = HeaderReaders.read(MemoryFile.of(NUMPY.resolve("refused.npz")), Selection.of("good"::equals));
        assertThat(file.tensors()).extracting(Tensor::name).containsExactly("good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '"',
            textBlock =
                    """
                    nested      | 'model' is not a tensor but a dict; save a flat dict of tensors, or select others with option tensor
                    checkpoint  | this is not only tensors, so it is not read (its pickle has BINFLOAT, which tensors do not need); save a flat dict of tensors, or as safetensors
                    list        | this is not only tensors, so it is not read (its pickle has EMPTY_LIST, which tensors do not need); save a flat dict of tensors, or as safetensors
                    module      | this is not only tensors, so it is not read (its pickle has NEWOBJ, which tensors do not need); save a flat dict of tensors, or as safetensors
                    gaps        | tensor 'gaps.refused' has gaps or repeats elements; call contiguous() before saving it
                    expanded    | tensor 'expanded.refused' has gaps or repeats elements; call contiguous() before saving it
                    complex     | tensor 'complex.refused' is of type torch.ComplexFloatStorage, which is not read; select others with option tensor
                    sparse      | this is not only tensors, so it is not read (it asks to call torch._utils._rebuild_sparse_tensor, which was not done); save a flat dict of tensors, or as safetensors
                    legacy      | this is of torch.save's old format, a bare pickle, which is not read; load and save it with PyTorch 1.6 or later
                    script      | this is a TorchScript program, which is not read; save its tensors with torch.save
                    runs_code   | this is not only tensors, so it is not read (it asks to call os.system, which was not done); save a flat dict of tensors, or as safetensors
                    """)
    void torchsFilesOfMoreThanTensorsAreRefusedByWhatTheyHave(String name, String sentence) throws IOException {
        MemoryFile file = MemoryFile.of(TORCH.resolve(name + ".refused.pt"));
        assertThatThrownBy(() -> HeaderReaders.read(file))
                .isInstanceOf(TensorFileException.class)
                .hasMessage(file.path() + ": " + sentence);
        assertThat(Path.of("hacked")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "a.pt, 'this is not a file of torch.save, which is a zip archive; save a flat dict of tensors with torch.save'",
        "a.npz, 'this is not a file of numpy.savez, which is a zip archive; save the arrays of a log with numpy.savez'"
    })
    void aFileOfAnotherKindBehindTheNameOfAnArchiveIsToldHowToSaveOne(String name, String sentence) {
        MemoryFile file = new MemoryFile("/a/" + name, "loss,0.5".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> HeaderReaders.read(file))
                .isInstanceOf(TensorFileException.class)
                .hasMessage("/a/" + name + ": " + sentence);
    }

    @Test
    void aSafetensorsTypeThatIsNotReadIsNamed() throws IOException {
        MemoryFile file = MemoryFile.of(TORCH.resolve("complex.safetensors"));
        assertThatThrownBy(() -> HeaderReaders.read(file))
                .hasMessage(file.path()
                        + ": tensor 'c' is of type C64, which is not read; select others with option tensor");
        assertThat(HeaderReaders.read(file, Selection.of("f"::equals)).tensors())
                .hasSize(1);
    }

    @Test
    void arraysAfterTheFirstInAnNpyFileAreReported() throws IOException {
        MemoryFile file = new MemoryFile("/a/two.npy", Files.readAllBytes(NUMPY.resolve("two.npy.bin")));
        assertThatThrownBy(() -> HeaderReaders.read(file))
                .hasMessage("/a/two.npy: 140 bytes follow array 'two'; if several arrays were saved into one file, save"
                        + " them as npz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                                                              | 8  |
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                                                              | 7  | the file is cut short: its tensors are 8 bytes, and it has 7
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                                                              | 9  | the header is damaged: 1 bytes after the last tensor belong to none
                    {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                                                              | 8  | the header is damaged: tensor 'a' of F32[3] is 12 bytes by its shape and 8 by its offsets
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                                                              | 8  | the header is damaged: tensor 'a' ends before it begins
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}                                                             | 12 | the header is damaged: 4 bytes before 'a' are of no tensor
                    {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}           | 6  | the header is damaged: tensors 'a' and 'b' overlap
                    {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}           | 2  | the header is damaged: Duplicate field 'a'
                    {"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}                                           | 0  | the header is damaged: tensor 'a' claims shape [4294967296, 4294967296]
                    {"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,0]}}                                            | 0  | the header is damaged: the shape of tensor 'a' has a number that is too large
                    {"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}                                                              | 0  | the header is damaged: the shape of tensor 'a' has -1
                    {"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,0]}}                                                             | 0  | the header is damaged: the shape of 'a' is not a list of integers
                    {"a":{"dtype":"U8","shape":[1]}}                                                                                    | 1  | the header is damaged: tensor 'a' lacks its dtype, shape or two data_offsets
                    {"__metadata__":{"a":1}}                                                                                            | 0  | the header is damaged: the value of metadata 'a' is not text
                    {"a":1}                                                                                                             | 0  | the header is damaged: 'a' is not an object
                    []                                                                                                                  | 0  | the header is damaged: it is not a JSON object
                    {}{}                                                                                                                | 0  | the header is damaged: something follows its JSON object
                    """)
    void whatASafetensorsHeaderClaimsIsHeldAgainstTheFile(String header, int dataBytes, String sentence) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
        MemoryFile file = new MemoryFile("/a.safetensors", bytes);
        if (sentence == null) {
            assertThatCode(() -> HeaderReaders.read(file)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> HeaderReaders.read(file)).hasMessage("/a.safetensors: " + sentence);
        }
    }

    @Test
    void aHeaderLengthBeyondTheFileOrTheFormatsLimitIsNotBelieved() {
        MemoryFile beyond = new MemoryFile("/a.safetensors", new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        assertThatThrownBy(() -> HeaderReaders.read(beyond))
                .hasMessage(
                        "/a.safetensors: the file is damaged or cut short: 100 bytes at 8 are needed, and it has 10");
        MemoryFile limit = new MemoryFile("/a.safetensors", new byte[] {1, -31, -11, 5, 0, 0, 0, 0, '{', '}'});
        assertThatThrownBy(() -> HeaderReaders.read(limit))
                .hasMessage(
                        "/a.safetensors: this is not a safetensors file: its header claims 100000001 bytes, and 2 to"
                                + " 100000000 are allowed");
    }

    @Test
    void oneFlippedBitInAnArchiveIsFoundByItsChecksum() throws IOException {
        for (Path path :
                new Path[] {NUMPY.resolve("every.npz"), NUMPY.resolve("compressed.npz"), TORCH.resolve("every.pt")}) {
            byte[] bytes = Files.readAllBytes(path);
            TensorFile header = HeaderReaders.read(new MemoryFile(path.toString(), bytes));
            for (Tensor tensor : header.tensors()) {
                ZipData data = (ZipData) tensor.data();
                byte[] damaged = bytes.clone();
                damaged[(int) (data.member().position() + data.member().storedLength() * 2 / 3)] ^= 4;
                MemoryFile file = new MemoryFile(path.toString(), damaged);
                assertThatExceptionOfType(TensorFileException.class)
                        .as("%s of %s", tensor.name(), path)
                        .isThrownBy(() -> ReadTensor.of(file, tensor, -1));
            }
        }
    }
}

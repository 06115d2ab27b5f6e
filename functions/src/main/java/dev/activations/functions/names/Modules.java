package dev.activations.functions.names;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The modules of PyTorch, Keras, JAX and Hugging Face that compute something but are no activation function: products with
 * weights, normalisations, recurrent cells, reshapes, containers.
 */
final class Modules {

    static final List<Kind> KINDS = List.of(
            new Kind(
                    "products with weights",
                    "…Linear, …Dense, Bilinear, …Conv2d, …ConvTranspose2d, …Conv2DTranspose",
                    "\\w*(linear|dense|conv(olution)?(transpose)?([123]d?)?|conv(olution)?[123]d?transpose)"),
            new Kind(
                    "normalisations",
                    "…BatchNorm1d, …LayerNorm, …RMSNorm, …LayerNormalization, CrossMapLRN2d",
                    "\\w*(norm([123]d)?|normali[sz]ation|lrn2d)|standardize"),
            new Kind(
                    "noise",
                    "…Dropout, …Dropout2d, DropPath, GaussianNoise",
                    "\\w*dropout([123]d)?|droppath|gaussiannoise"),
            new Kind("tables", "…Embedding, …EmbeddingBag", "\\w*embedding(s|bag)?"),
            new Kind(
                    "recurrent layers and cells",
                    "…LSTM, …GRU, …RNN, …LSTMCell, ConvLSTM2D",
                    "\\w*(lstm|gru|rnn)([123]d)?(base|cells?|cellbase)?"),
            new Kind(
                    "attention and transformer layers",
                    "…Attention, Transformer, TransformerEncoderLayer",
                    "\\w*attention|transformer((en|de)coder(layer)?)?"),
            new Kind(
                    "pooling and resizing",
                    "…MaxPool2d, …AveragePooling1D, MaxUnpool2d, Upsample, UpSampling2D, PixelShuffle, ZeroPad2d, Cropping1D",
                    "\\w*(un)?pool(ing)?([123]d)?|upsampl(e|ing)\\w*|(channel|pixel(un)?)shuffle|\\w+pad(ding)?[123]d|cropping[123]d"),
            new Kind(
                    "shapes",
                    "Flatten, Unfold, Reshape, Permute, RepeatVector",
                    "(un)?(flatten|fold)|reshape|permute|repeatvector"),
            new Kind(
                    "containers, sums and inputs",
                    "Sequential, ModuleList, Add, Concatenate, InputLayer, TimeDistributed",
                    "module|layer|sequential|container|(module|parameter)(list|dict)|(torch)?modulewrapper|add|subtract|multiply"
                            + "|average|maximum|minimum|dot|concatenate|inputlayer|masking|wrapper|timedistributed|bidirectional"),
            new Kind(
                    "losses and distances",
                    "…Loss, CosineSimilarity, PairwiseDistance",
                    "\\w+loss(2d)?|activityregularization|cosinesimilarity|pairwisedistance"));

    private static final Pattern NAME =
            Pattern.compile(KINDS.stream().map(Kind::keys).collect(Collectors.joining("|")));

    private Modules() {}

    /** @param key a module's name in small letters, without underscores */
    static boolean haveNoActivation(String key) {
        return NAME.matcher(key).matches();
    }

    /**
     * Modules of one kind.
     *
     * @param examples names of some, for the docs; of one that begins with … the end counts alone, as in LlamaRMSNorm
     * @param keys their names in small letters, without underscores, as a regular expression
     */
    record Kind(String title, String examples, String keys) {}
}

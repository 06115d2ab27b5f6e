package dev.activations.jobs.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.activations.jobs.model.PlainText;

/** JSON that means every character of a name, but holds none that a terminal would take for a command. */
final class HiddenEscaped extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
        escapes[0x7F] = CharacterEscapes.ESCAPE_STANDARD; // DEL, which JSON allows as it is
        return escapes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        boolean half = Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
        return !half && PlainText.isHidden(character) ? new SerializedString(PlainText.escaped(character)) : null;
    }
}

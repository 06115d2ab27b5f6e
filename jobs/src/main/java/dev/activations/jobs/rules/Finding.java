package dev.activations.jobs.rules;

import java.util.List;
import java.util.Map;

/**
 * What one rule has to say of a layer, a run or the log.
 *
 * @param severity how grave it is
 * @param verdict what it makes of the layers that it is about: a doubt is no warning, but not "ok" either
 * @param rule the rule that says it
 * @param subject what it is about
 * @param step the step that it is about
 * @param since the step from which on it held at every step until this one; the same where it is about one step alone
 * @param sinceOrBefore whether that is the first step of a log that begins too late to tell whether it held before
 * @param evidence one sentence with the numbers
 * @param quantity how much of the subject it is, such as "47 of 64" or "70.5 %"; empty where no few words tell
 * @param why the number that made the rule speak, as a table's cell has it, such as "spread 0.13 %"
 * @param numbers the numbers by name
 * @param suggestions what to try, in order
 */
public record Finding(
        Severity severity,
        LayerVerdict verdict,
        Rule rule,
        Subject subject,
        long step,
        long since,
        boolean sinceOrBefore,
        String evidence,
        String quantity,
        String why,
        Map<String, Object> numbers,
        List<Suggestion> suggestions) {

    Finding suggesting(List<Suggestion> instead) {
        return new Finding(
                severity,
                verdict,
                rule,
                subject,
                step,
                since,
                sinceOrBefore,
                evidence,
                quantity,
                why,
                numbers,
                instead);
    }
}

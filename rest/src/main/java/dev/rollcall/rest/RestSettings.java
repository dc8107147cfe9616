package dev.rollcall.rest;

/**
 * How the API answers where Twilio's own answer is unkind or not settled.
 *
 * <table>
 * <caption>What {@code strict} changes</caption>
 * <tr><th>case</th><th>usual</th><th>strict</th></tr>
 * <tr><td>{@code PageSize} above 1000</td><td>1000 is used and echoed</td><td>400, 20007</td></tr>
 * <tr><td>{@code Page} above 0 without {@code PageToken}</td>
 *     <td>that many pages are passed over, up to 10 000 records</td><td>400, 70002</td></tr>
 * <tr><td>a conference addressed by its friendly name, except to call somebody into it</td>
 *     <td>means the live conference of that name, else 404, 20404</td><td>405, 20004</td></tr>
 * <tr><td>a flag in a change that is neither {@code true} nor {@code false}</td>
 *     <td>counts as {@code false}</td><td>400, 20001</td></tr>
 * <tr><td>a parameter of unknown name</td><td>is ignored</td><td>400, 20001</td></tr>
 * </table>
 *
 * <p>The same in both modes, though not settled at Twilio: {@code PageSize} or {@code Page} that is
 * no number in range is 400, 20001; the participants of an unknown conference are 404, 20404, those
 * of a completed one an empty list; a change to a completed conference is 400, 16022, to a
 * participant of one 404, 20404; the refusals around labels and coaching (16024, 16026, 16027,
 * 16028) are 400; a call on hold cannot become coached, but a coached call can be put on hold; of
 * two records with the same time the one that was made later stands first; {@code HoldMethod}
 * without {@code HoldUrl} is checked and then without effect; {@code HoldUrl} with {@code
 * Hold=false} is not fetched; nobody can be called into a conference by the sid of one that is over
 * or unknown (400, 16022).
 *
 * @param strict whether to answer as Twilio is known or said to, instead of as is most useful
 */
public record RestSettings(boolean strict) {}

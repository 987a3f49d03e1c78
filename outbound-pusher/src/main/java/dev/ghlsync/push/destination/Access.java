package dev.ghlsync.push.destination;

import dev.ghlsync.ghl.credentials.Secret;
import java.util.function.BooleanSupplier;

/**
 * In whose name a call is made.
 *
 * @param companyNameOnUpdate whether updates may send the company name although the official API does not list it
 * @param stillOurs whether this process may still send for the contact; asked right before each call
 * @param sentLate told when a write ended so late that the contact may have had another owner before it arrived
 * @param wrote told when GoHighLevel took a write, or may have taken it although it says otherwise
 */
public record Access(
        String locationId,
        Secret token,
        boolean companyNameOnUpdate,
        BooleanSupplier stillOurs,
        Runnable sentLate,
        Runnable wrote) {}

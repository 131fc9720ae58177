package com.didstock.oversight;

import com.didstock.tenancy.SignedInUser;

/** Changes whom the open session speaks for. The portal's frame offers it. */
public interface PersonSwitch {

    /** From the next request on, the session is this person's; the screen begins anew. */
    void become(SignedInUser person);
}

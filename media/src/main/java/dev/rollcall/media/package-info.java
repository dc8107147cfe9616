/** Audio legs and the mixer that joins them: RTP in, RTP out; knows no SIP and no REST. */
@NullMarked
package dev.rollcall.media;

import org.jspecify.annotations.NullMarked;

/** RTP, RTCP and telephone events on the wire, without sockets, clocks or threads. */
@NullMarked
package dev.rollcall.media.rtp;

import org.jspecify.annotations.NullMarked;

/** The REST API over a real server and a real roster, asked with raw HTTP and with Twilio's SDK. */
@NullMarked
package dev.rollcall.rest;

import org.jspecify.annotations.NullMarked;

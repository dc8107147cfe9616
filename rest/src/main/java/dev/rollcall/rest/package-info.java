/** The REST API that speaks the dialect of Twilio's version 2010-04-01. */
@NullMarked
package dev.rollcall.rest;

import org.jspecify.annotations.NullMarked;

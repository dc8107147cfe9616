package dev.rollcall.core.web;

/** How an address is asked. */
public enum WebMethod {
  GET,
  POST
}

/** Loxo's Open API as it is called: one client, its requests and answers, its walks through lists, and what its refusals mean. */
package org.togglloxo.loxo.api;

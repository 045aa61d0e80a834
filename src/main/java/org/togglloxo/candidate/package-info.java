/** What is to become of a candidate: the mapped delivery, its fingerprint, its outcome. No Camel, no input or output. */
package org.togglloxo.candidate;

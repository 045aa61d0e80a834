/** What a mapping may say of a person, and what is made of it. */
package org.togglloxo.loxo.mapping;

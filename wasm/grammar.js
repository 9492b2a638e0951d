/**
 * tree-sitter-go with what it lacks of newer Go:
 *
 * - `new(expression)` (Go 1.26), and calls of functions that are named `new` or `make` like the builtins;
 * - type parameters of methods (Go 1.27).
 *
 * Where an argument of `new` or `make` could be a type or an expression it stays a type, as in the package's grammar;
 * what a name means is for the semantic model to say.
 */
import go from '../node_modules/tree-sitter-go/grammar.js';

/** More than any other choice between a type and an expression gives. */
const PREFER_TYPE = 5;

const commaSeparated = rule => seq(rule, repeat(seq(',', rule)), optional(','));

export default grammar(go, {
  name: 'go',

  // At `func (r T) M[P, …` a method's type parameters and a result's type arguments look alike.
  conflicts: ($, previous) => previous.concat([[$.type_parameter_declaration, $._simple_type]]),

  rules: {
    special_argument_list: $ =>
      seq(
        '(',
        optional(
          choice(
            prec.dynamic(
              PREFER_TYPE,
              seq($._type, repeat(seq(',', choice($._expression, $.variadic_argument))), optional(',')),
            ),
            commaSeparated(choice($._expression, $.variadic_argument)),
          ),
        ),
        ')',
      ),

    method_declaration: $ =>
      prec.right(
        1,
        seq(
          'func',
          field('receiver', $.parameter_list),
          field('name', $._field_identifier),
          field('type_parameters', optional($.type_parameter_list)),
          field('parameters', $.parameter_list),
          field('result', optional(choice($.parameter_list, $._simple_type))),
          field('body', optional($.block)),
        ),
      ),
  },
});

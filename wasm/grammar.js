/**
 * tree-sitter-go with what it lacks of Go:
 *
 * - `new(expression)` (Go 1.26), and calls of functions that are named `new` or `make` like the builtins;
 * - type parameters of methods (Go 1.27), and instantiated methods that are not called;
 * - what gofmt would lay out in another way: `var (a = 1)` on one line, `;;`, `if ; x {`, a header whose parts are
 *   lines, a label of a label, a file that ends without a line end, a comment of several lines as a line end;
 * - Go's own idea of a letter, methods of type literals, labels and types that are named like a builtin.
 *
 * Where an argument of `new` or `make` could be a type or an expression it stays a type, as in the package's grammar;
 * what a name means is for the semantic model to say.
 *
 * Types as plain operands, such as `(new)([]int)`, are left out: only as arguments of `new` and `make` can they be
 * right, and everywhere else they would be one more reading of each expression.
 */
import go from '../node_modules/tree-sitter-go/grammar.js';

/** More than any other choice between a type and an expression gives. */
const PREFER_TYPE = 5;
/** As selectors bind in the package's grammar. */
const PRIMARY = 7;

const BUILTIN_NAMES = ['new', 'make'];

/** Ahead of the comment below, which could begin after more line ends. */
const newLine = token(prec(2, /\n/));
const terminator = $ => choice(newLine, ';', '\0', alias($._comment_of_lines, $.comment));

const separated = (rule, separator) => seq(rule, repeat(seq(separator, rule)));
const commaSeparated = rule => seq(separated(rule, ','), optional(','));
const group = ($, rule) => seq('(', optional(seq(separated(rule, terminator($)), optional(terminator($)))), ')');

/** Any name, those of builtins included, which are tokens of their own where an expression may stand. */
const label = $ => alias(choice($.identifier, 'nil', 'true', 'false', 'iota', 'new', 'make'), $.label_name);

/** The statement before the `;` of a header, if any, and that `;`: a line end can stand for it only after a statement. */
const headerPart = ($, rule) => choice(seq(rule, choice(';', newLine)), ';');
const initializer = $ => headerPart($, field('initializer', $._simple_statement));

export default grammar(go, {
  name: 'go',

  // At `func (r T) M[P, …` a method's type parameters and a result's type arguments look alike.
  conflicts: ($, previous) =>
    [...previous, [$._parenthesized_literal_type, $._simple_type], [$.type_parameter_declaration, $._simple_type]].map(
      rules => rules.map(rule => (rule.name === '_simple_type' ? $._value_type : rule)),
    ),

  rules: {
    source_file: $ =>
      seq(
        repeat(seq(choice($._statement, $._top_level_declaration), terminator($))),
        optional(choice($._top_level_declaration, $._declaration)),
      ),

    import_spec_list: $ => group($, $.import_spec),

    const_declaration: $ => seq('const', choice($.const_spec, group($, $.const_spec))),

    const_spec: $ =>
      prec.left(
        seq(
          field('name', separated($.identifier, ',')),
          optional(
            choice(
              field('type', $._type),
              seq(optional(field('type', $._type)), '=', field('value', $.expression_list)),
            ),
          ),
        ),
      ),

    var_spec_list: $ => group($, $.var_spec),

    type_declaration: $ => seq('type', choice($.type_spec, $.type_alias, group($, choice($.type_spec, $.type_alias)))),

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

    field_declaration_list: $ =>
      seq('{', optional(seq(separated($.field_declaration, terminator($)), optional(terminator($)))), '}'),

    interface_type: $ =>
      seq('interface', '{', optional(seq(separated($._interface_elem, terminator($)), optional(terminator($)))), '}'),

    statement_list: $ =>
      choice(
        seq(
          separated($._statement, $._statement_end),
          optional(seq($._statement_end, optional(alias($.empty_labeled_statement, $.labeled_statement)))),
        ),
        alias($.empty_labeled_statement, $.labeled_statement),
      ),

    labeled_statement: $ => seq(field('label', label($)), ':', $._statement),

    _statement_end: $ => prec.right(seq(terminator($), repeat(';'))),

    empty_statement: _ => prec(-1, ';'),

    empty_labeled_statement: $ =>
      seq(field('label', label($)), ':', optional(alias($.empty_labeled_statement, $.labeled_statement))),

    if_statement: $ =>
      seq(
        'if',
        optional(initializer($)),
        field('condition', $._expression),
        field('consequence', $.block),
        optional(seq('else', field('alternative', choice($.block, $.if_statement)))),
      ),

    for_clause: $ =>
      seq(
        initializer($),
        headerPart($, field('condition', $._expression)),
        field('update', optional($._simple_statement)),
      ),

    expression_switch_statement: $ =>
      seq(
        'switch',
        optional(initializer($)),
        field('value', optional($._expression)),
        '{',
        repeat(choice($.expression_case, $.default_case)),
        '}',
      ),

    _type_switch_header: $ =>
      seq(
        optional(initializer($)),
        optional(seq(field('alias', $.expression_list), ':=')),
        field('value', $._expression),
        '.',
        '(',
        'type',
        ')',
      ),

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

    selector_expression: $ =>
      prec(
        PRIMARY,
        seq(
          field(
            'operand',
            choice(
              $._expression,
              $.struct_type,
              $.interface_type,
              alias($._parenthesized_literal_type, $.parenthesized_type),
            ),
          ),
          '.',
          field('field', $._field_identifier),
        ),
      ),

    _simple_type: $ => choice($._value_type, $.pointer_type),

    /** What can be converted to without parentheses: `*(*T)(x)` is a load from what is converted to `*T`. */
    _value_type: $ =>
      choice(
        prec.dynamic(-1, $._type_identifier),
        $.generic_type,
        $.qualified_type,
        $.struct_type,
        $.interface_type,
        $.array_type,
        $.slice_type,
        prec.dynamic(3, $.map_type),
        $.channel_type,
        $.function_type,
        $.negated_type,
      ),

    type_conversion_expression: $ =>
      prec.dynamic(
        -1,
        seq(
          field('type', choice($._value_type, $.parenthesized_type)),
          '(',
          field('operand', $._expression),
          optional(','),
          ')',
        ),
      ),

    _parenthesized_literal_type: $ => seq('(', choice($.struct_type, $.interface_type), ')'),

    type_instantiation_expression: $ =>
      prec(
        PRIMARY,
        prec.dynamic(-1, seq(field('type', choice($._value_type, $._expression)), '[', commaSeparated($._type), ']')),
      ),

    identifier: _ => /[_\p{L}][_\p{L}\p{Nd}]*/,

    // The go tool takes a comment with a line end in it for a line end.
    _comment_of_lines: _ => token(prec(1, seq('/*', /([^*\n]|\*+[^*\/\n])*/, /\**\n/, /([^*]|\*+[^*\/])*/, /\*+\//))),
  },
});

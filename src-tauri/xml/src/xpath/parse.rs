//! Expressions (XPath 1.0 §3) as trees.

use super::Refusal;
use super::functions::Function;
use super::lexer::{Token, tokens, unreadable};
use crate::limits::Limits;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Binary(Operator, Box<Expr>, Box<Expr>),
    Negated(Box<Expr>),
    Literal(String),
    Number(f64),
    Call(Function, Vec<Expr>),
    /// A location path: where it starts, and its steps.
    Path(Start, Vec<Step>),
    /// An expression whose nodes are filtered.
    Filtered(Box<Expr>, Vec<Expr>),
}

/// Where a path starts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Start {
    Context,
    Root,
    At(Box<Expr>),
}

/// An operator between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Union,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub(super) axis: Axis,
    pub(super) test: Test,
    pub(super) predicates: Vec<Expr>,
}

/// The direction of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Namespace,
    Parent,
    Itself,
}

/// What a step lets through.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Any,
    Text,
    Comment,
    Instruction(Option<String>),
    /// By expanded name; `None` is any.
    Name {
        namespace: Option<String>,
        local: Option<String>,
    },
}

/// From loosest to tightest.
const LEVELS: &[&[(&str, Operator)]] = &[
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[("=", Operator::Equal), ("!=", Operator::Unequal)],
    &[
        ("<", Operator::Less),
        ("<=", Operator::LessOrEqual),
        (">", Operator::Greater),
        (">=", Operator::GreaterOrEqual),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("div", Operator::Divide), ("mod", Operator::Modulo)],
];

type Namespaces<'n> = &'n dyn Fn(&str) -> Option<String>;

/// Reads a whole expression; `namespace` resolves its prefixes.
pub(super) fn expression(text: &str, namespace: Namespaces<'_>) -> Result<Expr, Refusal> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0, namespace };
    let expr = parser.expr()?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.stuck()),
    }
}

struct Parser<'t, 'n> {
    tokens: Vec<Token<'t>>,
    at: usize,
    depth: usize,
    namespace: Namespaces<'n>,
}

impl<'t> Parser<'t, '_> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    fn takes(&mut self, token: Token<'_>) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: &'static str) -> Result<(), Refusal> {
        if self.takes(Token::Mark(mark)) { Ok(()) } else { Err(self.stuck()) }
    }

    fn stuck(&self) -> Refusal {
        match self.peek() {
            Some(Token::Mark(text) | Token::Operator(text)) => unreadable(text),
            Some(Token::Name(text) | Token::Literal(text)) => unreadable(text),
            Some(Token::Number(number)) => unreadable(&number.to_string()),
            None => Refusal::Unsupported("it ends too early".to_owned()),
        }
    }

    fn expr(&mut self) -> Result<Expr, Refusal> {
        self.depth += 1;
        if self.depth > Limits::BRACKETS {
            return Err(Refusal::Unsupported(format!(
                "its brackets are nested more than {} deep",
                Limits::BRACKETS
            )));
        }
        let expr = self.binary(0);
        self.depth -= 1;
        expr
    }

    fn binary(&mut self, level: usize) -> Result<Expr, Refusal> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        while let Some(Token::Operator(sign)) = self.peek() {
            let Some((_, operator)) = operators.iter().find(|(written, _)| *written == sign) else { break };
            self.at += 1;
            let right = self.binary(level + 1)?;
            left = Expr::Binary(*operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, Refusal> {
        let mut negations = 0;
        while self.takes(Token::Operator("-")) {
            negations += 1;
        }
        let mut expr = self.path()?;
        while self.takes(Token::Operator("|")) {
            let right = self.path()?;
            expr = Expr::Binary(Operator::Union, Box::new(expr), Box::new(right));
        }
        match negations {
            0 => Ok(expr),
            odd if odd % 2 == 1 => Ok(Expr::Negated(Box::new(expr))),
            _ => Ok(Expr::Negated(Box::new(Expr::Negated(Box::new(expr))))),
        }
    }

    fn path(&mut self) -> Result<Expr, Refusal> {
        if self.starts_primary() {
            let primary = self.primary()?;
            let predicates = self.predicates()?;
            let filtered = match predicates.is_empty() {
                true => primary,
                false => Expr::Filtered(Box::new(primary), predicates),
            };
            let mut steps = Vec::new();
            self.further_steps(&mut steps)?;
            return Ok(if steps.is_empty() {
                filtered
            } else {
                Expr::Path(Start::At(Box::new(filtered)), steps)
            });
        }
        let mut steps = Vec::new();
        let start = if self.takes(Token::Mark("/")) {
            if !self.starts_step() {
                return Ok(Expr::Path(Start::Root, steps));
            }
            Start::Root
        } else if self.takes(Token::Mark("//")) {
            steps.push(anything_below());
            Start::Root
        } else {
            Start::Context
        };
        steps.push(self.step()?);
        self.further_steps(&mut steps)?;
        Ok(Expr::Path(start, steps))
    }

    fn further_steps(&mut self, steps: &mut Vec<Step>) -> Result<(), Refusal> {
        loop {
            if self.takes(Token::Mark("//")) {
                steps.push(anything_below());
            } else if !self.takes(Token::Mark("/")) {
                return Ok(());
            }
            steps.push(self.step()?);
        }
    }

    fn starts_step(&self) -> bool {
        matches!(self.peek(), Some(Token::Name(_) | Token::Mark("." | ".." | "@")))
    }

    /// A literal, a number, a bracket, or the call of a function; node tests look like calls.
    fn starts_primary(&self) -> bool {
        match self.peek() {
            Some(Token::Literal(_) | Token::Number(_) | Token::Mark("(")) => true,
            Some(Token::Name(name)) => {
                let called = self.tokens.get(self.at + 1) == Some(&Token::Mark("("));
                called && !matches!(name, "node" | "text" | "comment" | "processing-instruction")
            }
            _ => false,
        }
    }

    fn primary(&mut self) -> Result<Expr, Refusal> {
        let token = self.peek();
        self.at += 1;
        match token {
            Some(Token::Literal(text)) => Ok(Expr::Literal(text.to_owned())),
            Some(Token::Number(number)) => Ok(Expr::Number(number)),
            Some(Token::Name(name)) => self.call(name),
            _ => {
                let inner = self.expr()?;
                self.expect(")")?;
                Ok(inner)
            }
        }
    }

    fn call(&mut self, name: &str) -> Result<Expr, Refusal> {
        let function = Function::named(name)
            .ok_or_else(|| Refusal::Unsupported(format!("the function {name}() is not evaluated")))?;
        self.expect("(")?;
        let mut arguments = Vec::new();
        if !self.takes(Token::Mark(")")) {
            arguments.push(self.expr()?);
            while self.takes(Token::Mark(",")) {
                arguments.push(self.expr()?);
            }
            self.expect(")")?;
        }
        if !function.takes(arguments.len()) {
            return Err(Refusal::Unsupported(format!("{name}() has {} arguments", arguments.len())));
        }
        Ok(Expr::Call(function, arguments))
    }

    fn predicates(&mut self) -> Result<Vec<Expr>, Refusal> {
        let mut all = Vec::new();
        while self.takes(Token::Mark("[")) {
            all.push(self.expr()?);
            self.expect("]")?;
        }
        Ok(all)
    }

    fn step(&mut self) -> Result<Step, Refusal> {
        for (mark, axis) in [(".", Axis::Itself), ("..", Axis::Parent)] {
            if self.takes(Token::Mark(mark)) {
                return Ok(Step { axis, test: Test::Any, predicates: Vec::new() });
            }
        }
        let axis = self.axis()?;
        let test = self.test()?;
        Ok(Step { axis, test, predicates: self.predicates()? })
    }

    fn axis(&mut self) -> Result<Axis, Refusal> {
        if self.takes(Token::Mark("@")) {
            return Ok(Axis::Attribute);
        }
        let Some(Token::Name(name)) = self.peek() else { return Err(self.stuck()) };
        if self.tokens.get(self.at + 1) != Some(&Token::Mark("::")) {
            return Ok(Axis::Child);
        }
        self.at += 2;
        match name {
            "ancestor" => Ok(Axis::Ancestor),
            "ancestor-or-self" => Ok(Axis::AncestorOrSelf),
            "attribute" => Ok(Axis::Attribute),
            "child" => Ok(Axis::Child),
            "descendant" => Ok(Axis::Descendant),
            "descendant-or-self" => Ok(Axis::DescendantOrSelf),
            "namespace" => Ok(Axis::Namespace),
            "parent" => Ok(Axis::Parent),
            "self" => Ok(Axis::Itself),
            _ => Err(Refusal::Unsupported(format!("the axis {name} is not evaluated"))),
        }
    }

    fn test(&mut self) -> Result<Test, Refusal> {
        let Some(Token::Name(name)) = self.peek() else { return Err(self.stuck()) };
        self.at += 1;
        if self.takes(Token::Mark("(")) {
            let target = match self.peek() {
                Some(Token::Literal(target)) if name == "processing-instruction" => {
                    self.at += 1;
                    Some(target.to_owned())
                }
                _ => None,
            };
            self.expect(")")?;
            return match name {
                "node" => Ok(Test::Any),
                "text" => Ok(Test::Text),
                "comment" => Ok(Test::Comment),
                "processing-instruction" => Ok(Test::Instruction(target)),
                _ => Err(unreadable(name)),
            };
        }
        self.name_test(name)
    }

    fn name_test(&self, name: &str) -> Result<Test, Refusal> {
        let (namespace, local) = match name.split_once(':') {
            None if name == "*" => (None, name),
            None => (Some(String::new()), name),
            Some((prefix, local)) => {
                let unbound = || Refusal::Unsupported(format!("nothing declares its prefix {prefix}"));
                (Some((self.namespace)(prefix).ok_or_else(unbound)?), local)
            }
        };
        Ok(Test::Name { namespace, local: (local != "*").then(|| local.to_owned()) })
    }
}

/// What `//` is short for.
fn anything_below() -> Step {
    Step { axis: Axis::DescendantOrSelf, test: Test::Any, predicates: Vec::new() }
}

//! XPath 1.0 as far as signatures use it: read, and evaluated within a bound on the work. What lies beyond is named, not guessed at.
//!
//! Left out: the axes along siblings and `following`/`preceding`, variables, and the functions that no signature was seen with.

mod axes;
mod evaluate;
mod functions;
mod lexer;
mod parse;
mod value;

use crate::limits::Limits;
use crate::tree::{AxisNode, Document, NodeId};
use evaluate::Evaluation;
use parse::Expr;

/// An expression, read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expression(Expr);

/// Why an expression gives no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It uses something that is not evaluated here, or cannot be read; this sentence's end says what.
    Unsupported(String),
    /// It visits more nodes than it may.
    TooMuchWork,
}

impl Expression {
    /// Reads an expression whose prefixes are declared at `bearer`, the element that holds it.
    pub(crate) fn read(document: &Document, bearer: NodeId, text: &str) -> Result<Expression, Refusal> {
        if text.len() > Limits::EXPRESSION {
            let says = format!("it is longer than {} bytes", Limits::EXPRESSION);
            return Err(Refusal::Unsupported(says));
        }
        let namespace = |prefix: &str| document.namespace_at(bearer, prefix).map(str::to_owned);
        parse::expression(text, &namespace).map(Expression)
    }
}

/// Evaluates the expressions of one transform, which share one bound on the work.
pub(crate) struct Evaluator<'d> {
    document: &'d Document,
    /// What `here()` is: the element that holds the expression (XML Signature §6.6.3).
    here: NodeId,
    steps: usize,
}

impl<'d> Evaluator<'d> {
    pub(crate) fn new(document: &'d Document, here: NodeId) -> Evaluator<'d> {
        Evaluator { document, here, steps: Limits::XPATH_STEPS }
    }

    /// Whether the expression is true of `node`, as the XPath transform asks of every node.
    pub(crate) fn holds(&mut self, expression: &Expression, node: AxisNode) -> Result<bool, Refusal> {
        let mut evaluation = Evaluation { document: self.document, here: self.here, steps: &mut self.steps };
        let value = evaluation.value(&expression.0, evaluate::Context { node, position: 1, size: 1 })?;
        Ok(value.boolean())
    }

    /// The nodes that the expression finds from the root, as XPath Filter 2.0 asks.
    pub(crate) fn nodes(&mut self, expression: &Expression) -> Result<Vec<AxisNode>, Refusal> {
        let mut evaluation = Evaluation { document: self.document, here: self.here, steps: &mut self.steps };
        let root = AxisNode::of(NodeId::DOCUMENT);
        let context = evaluate::Context { node: root, position: 1, size: 1 };
        match evaluation.value(&expression.0, context)? {
            value::Value::Nodes(nodes) => Ok(nodes),
            _ => Err(Refusal::Unsupported("it does not find nodes".to_owned())),
        }
    }
}

import './fonts.css';
import './tokens.css';
import './desk.css';
